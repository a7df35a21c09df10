from __future__ import annotations

import pytest

from transforms.reference import Country, Outlet, Reference, fold


@pytest.fixture(scope="session")
def reference() -> Reference:
    outlets = [
        Outlet("reuters", "Reuters", "agency", "reuters.com"),
        Outlet("xinhua", "Xinhua", "agency", "news.cn"),
        Outlet("afp", "AFP", "agency", "afp.com"),
        Outlet("aa", "Anadolu", "agency", "aa.com.tr"),
        Outlet("morning-lantern", "The Morning Lantern", "newspaper", "lantern.example"),
    ]
    names = {fold(outlet.name): outlet for outlet in outlets}
    domains = {fold(outlet.domain): outlet for outlet in outlets if outlet.domain}
    norway = Country("NO", "Norway", "Oslo")
    return Reference(
        countries={"NO": norway},
        country_names={"norway": norway},
        outlets={**names, **domains, "anadolu agency": names["anadolu"], "aa": names["anadolu"]},
        places={"oslo": "Norway"},
    )

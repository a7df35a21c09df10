"""Sentences that say nothing about the story: notices, subscription lines and background that an outlet puts under
everything.

A sentence counts as boilerplate where many texts hold it and those texts otherwise differ. Frequency alone would take
a wire story that sixty outlets reprint for boilerplate, and so destroy it. Whether it counts depends on the set of its
holders alone, never on their order or on other texts, so that an article changes nothing but the sentences it holds.
What is many and what differs stands here; the holders are found and judged where the sketches are stored.
"""

from __future__ import annotations

OUTLET_TEXTS_MIN = 4  # texts of one outlet that must hold a sentence
TEXTS_MIN = 20  # texts of all outlets that must hold it
SAMPLE_TEXTS = 8  # of its holders, by lot, that are compared
SAME_TEXT_MIN = 0.33  # mean share in common from which its holders count as one story
# Texts that are hardly more than a notice have much in common: they are judged by the rest as well.
COMMON_SHARE = 0.75  # of the sample that hold a sentence, from which it is no part of the rest
OWN_SHARE_MIN = 0.4  # of the texts that the rest must be for them to be judged by it
OUTLET_OWN_SHARE_MIN = 0.2  # the same for texts of one outlet, which seldom prints one story so often
SAME_OWN_MIN = 0.04  # mean share in common of the rest, from which they still count as one story

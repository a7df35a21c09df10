select stage, reason, left(detail, 500) as detail, left(uri, 500) as uri, rejected_at
from rejects
order by stage, reason, rejected_at desc, uri

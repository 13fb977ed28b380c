"""Which rows of the inventory keep their history. A submission does not: it is written once and never changed."""

from audit.history import track
from inventory.models.campaign import Campaign, InventoryAnswer
from inventory.models.certificate import Certificate
from inventory.models.record import KINDS

track(InventoryAnswer, *KINDS.values(), owners=["person"])
track(Certificate, owners=["person"], exclude=["file", "original_name", "previews", "preview_pages"])
track(Campaign)

"""Programs that may call, with a key whose text is known."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from api import keys
from api.models import ClientKey, MachineClient
from tests.factories.people import SchoolProviderFactory


class MachineClientFactory(DjangoModelFactory[MachineClient]):
    """`key_text` of what is made is the text of its only key."""

    class Meta:
        model = MachineClient

    provider = factory.SubFactory(SchoolProviderFactory)
    name = factory.Sequence(lambda n: f"Program {n}")
    purpose = "Visar preliminär nivå"
    contact = "systemstod@example.se"
    calls_per_minute = 600
    created_at = factory.LazyFunction(timezone.now)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        lasts = kwargs.pop("lasts", timedelta(days=365))
        client = super()._create(model_class, *args, **kwargs)
        key = keys.make()
        times = {"issued_at": client.created_at, "expires_at": client.created_at + lasts}
        ClientKey.objects.create(client=client, prefix=key.prefix, digest=key.digest, **times)
        client.key_text = key.text
        return client

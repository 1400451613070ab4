from itertools import chain, count

from django.db import migrations
from tracker.common.bidi import CONTROLS
from tracker.common.text import fold, has_visible


def take_names(apps, schema_editor):
    """The name that readers saw until now becomes the public name."""
    User = apps.get_model("accounts", "User")
    taken = set(User.objects.values_list("folded_public_name", flat=True))
    for user in User.objects.filter(public_name="").order_by("pk"):
        name = " ".join(CONTROLS.sub("", f"{user.first_name} {user.last_name}").split())
        name = name[:190]
        if not has_visible(name) or not fold(name):
            continue
        numbered = (f"{name} ({number})" for number in count(2))
        chosen = next(one for one in chain([name], numbered) if fold(one) not in taken)
        taken.add(fold(chosen))
        User.objects.filter(pk=user.pk).update(
            public_name=chosen, folded_public_name=fold(chosen)
        )


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0003_public_name"),
    ]

    operations = [migrations.RunPython(take_names, migrations.RunPython.noop)]

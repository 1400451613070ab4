from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_public_names_of_accounts'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('folded_public_name', ''), ('public_name', '')), models.Q(models.Q(('public_name', ''), _negated=True), models.Q(('folded_public_name', ''), _negated=True)), _connector='OR'), name='user_public_name_folded', violation_error_message='This name cannot be compared with other names.'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.UniqueConstraint(condition=models.Q(('folded_public_name', ''), _negated=True), fields=('folded_public_name',), name='user_public_name_unique', violation_error_message='Another account has this public name or another spelling of it.'),
        ),
    ]

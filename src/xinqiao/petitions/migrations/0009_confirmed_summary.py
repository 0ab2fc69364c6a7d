import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0006_political_legal_organ'),
        ('petitions', '0008_standing_aside'),
    ]

    operations = [
        migrations.CreateModel(
            name='ConfirmedSummary',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('at', models.DateTimeField()),
                ('model', models.CharField(max_length=100)),
                ('text_digest', models.CharField(max_length=64)),
                ('unsourced', models.PositiveSmallIntegerField(default=0)),
                ('by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.officer')),
                ('petition', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='confirmed_summaries', to='petitions.petition')),
            ],
            options={
                'verbose_name_plural': 'confirmed summaries',
                'indexes': [models.Index(fields=['petition', '-id'], name='summary_newest')],
            },
        ),
    ]

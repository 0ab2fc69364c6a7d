"""Every setting of the product, gathered from its parts; each part answers for one subject.

The order matters only where a part reads another: `place` (where the state lives) comes first.
"""

from xinqiao.config.settings.apps import *
from xinqiao.config.settings.database import *
from xinqiao.config.settings.files import *
from xinqiao.config.settings.jobs import *
from xinqiao.config.settings.keys import *
from xinqiao.config.settings.language import *
from xinqiao.config.settings.languages import *
from xinqiao.config.settings.logs import *
from xinqiao.config.settings.notices import *
from xinqiao.config.settings.place import *
from xinqiao.config.settings.security import *

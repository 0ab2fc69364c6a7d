"""Where do uploaded documents and the product's own static files lie?"""

from xinqiao.config.settings.place import XINQIAO_HOME

MEDIA_ROOT = XINQIAO_HOME / "files"
# Documents are never served by path: only petition_for() opens them.
MEDIA_URL = ""

STATIC_URL = "/static/"
# The files ship inside the package and are served from there; nothing has to be collected before the first start.
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_HANDLERS = [
    # refuses by size and by the first bytes while a file still arrives
    "xinqiao.safeguards.uploads.forms.RefusingEarly",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# A long letter is text, not a file: a megabyte of Chinese is 3 MB of UTF-8, 9 MB when form-encoded.
DATA_UPLOAD_MAX_MEMORY_SIZE = 12_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
# More than a form may hold, so that the one too many is named in a sentence.
DATA_UPLOAD_MAX_NUMBER_FILES = 100

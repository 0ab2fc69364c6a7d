"""Which rooms and parts make the product, and in which order does a request pass them?"""

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
    # our rooms, lowest floor first
    "xinqiao.safeguards",
    "xinqiao.people",
    "xinqiao.petitions",
    "xinqiao.intake",
    "xinqiao.correspondence",
    "xinqiao.linking",
    "xinqiao.routing",
    "xinqiao.barometer",
    "xinqiao.supervision",
    "xinqiao.api",
    "xinqiao.web",
]

MIDDLEWARE = [
    # first: throttling and lockout count by the caller's address
    "xinqiao.config.proxies.BehindProxies",
    "django.middleware.security.SecurityMiddleware",
    "xinqiao.config.compression.PackedFiles",
    "xinqiao.config.compression.PackedPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    # last, as its documentation asks: it turns a lockout into a page
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "xinqiao.config.urls"
WSGI_APPLICATION = "xinqiao.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "xinqiao.web.components.display.display",
                "django.template.context_processors.csrf",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

"""Sending a notice by e-mail, through the server of XINQIAO_MAIL_URL."""

import smtplib

from django.conf import settings
from django.core.mail import EmailMessage

from xinqiao.correspondence.notices.faults import NotSent
from xinqiao.correspondence.notices.wording import Words


def send_mail(address: str, words: Words) -> None:
    """Hand one mail to the server. Raises NotSent: the server did not take it."""
    if "email" not in settings.XINQIAO_NOTICES:
        raise NotSent("not configured")
    message = EmailMessage(
        subject=words.subject,
        body=words.text,
        to=[address],
        # No out-of-office answer, and no thread in which somebody else's mail program shows them together.
        headers={"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"},
    )
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as refused:
        codes = [code for code, _said in refused.recipients.values()]
        raise NotSent("recipient refused", is_final=all(code >= 500 for code in codes)) from None
    except smtplib.SMTPAuthenticationError:
        raise NotSent("sign-in refused") from None
    except (smtplib.SMTPException, OSError, ValueError) as fault:
        raise NotSent("timeout" if isinstance(fault, TimeoutError) else "server failed") from None

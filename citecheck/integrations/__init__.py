"""Notices of what is new after a night: by webhook, chat, e-mail, and issues of code hosts."""

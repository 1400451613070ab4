"""Filters that every template has."""

from django import template

from . import bidi

register = template.Library()
register.filter("contained", lambda text: bidi.contained(str(text)))
register.filter("isolated", lambda text: bidi.isolated(str(text)))

from .dumpdata import Refused


class Command(Refused):
    pass

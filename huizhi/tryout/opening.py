"""Opens the try-out post office and turns the settings so that all mail goes there."""

from contextlib import ExitStack

from huizhi import pages
from huizhi.settings import Settings
from huizhi.tryout.here import HOST, mail_stays_here, mailboxes
from huizhi.tryout.office import PostOffice
from huizhi.tryout.servers import PortTaken, Servers


def open_post_office(settings: Settings, running: ExitStack) -> tuple[Settings, PostOffice]:
    """Serve until `running` ends. Raises pages.PortInUse, pages.CannotListen."""
    boxes = mailboxes(settings)
    servers = Servers(boxes, settings.tryout.smtp_port, settings.tryout.imap_port)
    try:
        servers.start()
    except PortTaken as taken:
        raise pages.cannot_listen(taken.error, HOST, taken.port, f"tryout.{taken.name}_port") from taken
    running.callback(servers.stop)
    office = PostOffice(boxes, settings.mail.address, servers.smtp_port, servers.imap_port)
    return mail_stays_here(settings, servers.smtp_port, servers.imap_port), office

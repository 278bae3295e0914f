import threading,time,pytest
from tests.servers.dovecot import *
from mailflow.imap import Account
from workers.watcher import Watcher
from coordination.inbound import Inbound, Mailbox
@pytest.mark.parametrize("sec",["none","tls","starttls"])
def test_w(dovecot, cast, certificates, sec):
    import ssl
    ctx=ssl.create_default_context(cafile=str(certificates.authority.certificate if hasattr(certificates.authority,"certificate") else certificates.authority)) if hasattr(certificates,'authority') else None
    a="huizhi@corp.example"
    acc=Account(dovecot.host, dovecot.port if sec!="tls" else dovecot.tls_port, a, "correct-horse", security=sec, tls=ctx)
    got=[]
    dovecot.put(a, b"Subject: old\r\n\r\nx")
    w=Watcher(acc, lambda t,i: got.append((time.monotonic(),i)))
    t=w.start(); time.sleep(1.0)
    print(Mailbox.select().dicts()[:])
    for i in range(30):
        t0=time.monotonic(); dovecot.put(a, b"Subject: new\r\n\r\nx"+b"y"*i)
        while len(got)<=i and time.monotonic()-t0<5: time.sleep(0.01)
        print(i, got[i][0]-t0 if len(got)>i else 'LATE')
    t1=time.monotonic(); w.stop.set(); t.join(); print('stopped in',time.monotonic()-t1)
    print(Mailbox.select().dicts()[:]); print(len(dovecot.mails(a)), len(dovecot.mails(a,'Huizhi')))
    print([ (r.uid,r.state) for r in Inbound.select()])
    pass

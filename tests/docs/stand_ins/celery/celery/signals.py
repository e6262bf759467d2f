"""What a worker tells of its life."""


class Signal:
    def __init__(self):
        self.receivers = []

    def connect(self, receiver):
        self.receivers.append(receiver)
        return receiver

    def send(self):
        receivers, self.receivers = self.receivers, []
        for receiver in receivers:
            receiver()


worker_process_init = Signal()
worker_process_shutdown = Signal()

"""The same calls over HTTP, with the same values, for programs that do not open an index.

::

    with Client("http://127.0.0.1:8000") as client:
        chat = client.chat()
        print(chat.ask("Why did China suspend ties in 2010?").text)
        print(chat.ask("And when were they restored?").text)

    async with AsyncClient("http://127.0.0.1:8000") as client:
        async for step in client.stream("Why did China suspend ties in 2010?"):
            print(step)

``calls`` has every call once, ``server`` what becomes of a request, ``wire`` the two ways to send
one. Everything is written for an event loop; ``blocking`` runs it without.
"""

from qa.client.asynchronous import AsyncChat, AsyncClient
from qa.client.blocking import Chat, Client

__all__ = ["AsyncChat", "AsyncClient", "Chat", "Client"]

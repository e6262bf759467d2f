"""A FastAPI application with one client for its whole life.

Run it with `uvicorn fastapi_app:app`; TESSERA_URL names the server.
"""

from contextlib import asynccontextmanager

from fastapi import Depends, FastAPI, Request
from fastapi.responses import JSONResponse

from tessera_sdk import Asset, AsyncTesseraClient, NotFoundError, TesseraError


@asynccontextmanager
async def lifespan(app):
    async with AsyncTesseraClient() as app.state.tessera:
        yield


app = FastAPI()
app.router.lifespan_context = lifespan  # since FastAPI 0.93 also FastAPI(lifespan=lifespan)


def tessera(request: Request) -> AsyncTesseraClient:
    return request.app.state.tessera


@app.exception_handler(TesseraError)
async def tessera_failed(request, error):
    status = 404 if isinstance(error, NotFoundError) else 502
    return JSONResponse({"error": error.message}, status_code=status)


@app.get("/assets/{asset_id}")
async def get_asset(asset_id: str, client: AsyncTesseraClient = Depends(tessera)) -> Asset:
    return await client.assets.get(asset_id)

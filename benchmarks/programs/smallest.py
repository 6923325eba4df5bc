"""The smallest program of one command behind typer."""

import typer

app = typer.Typer()


@app.command()
def hello(name: str) -> None:
    print("hello", name)


app()

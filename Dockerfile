# The Python that the test suite runs on; others that pyproject.toml allows: --build-arg PYTHON=3.12
ARG PYTHON=3.11

FROM python:${PYTHON}-slim AS builder
WORKDIR /source
RUN python -m venv /opt/housemate
COPY pyproject.toml hatch_build.py README.md LICENSE ./
COPY locales locales
COPY bot bot
# The wheel first: the final image then holds exactly what `make wheel` makes. pip compiles the byte
# code while it installs, so that no start of a container has to.
RUN --mount=type=cache,target=/root/.cache/pip \
    pip wheel --quiet --no-deps --wheel-dir /wheel . \
    && /opt/housemate/bin/pip install --quiet --compile "$(ls /wheel/*.whl)[charts,postgres,redis]"

FROM python:${PYTHON}-slim
LABEL org.opencontainers.image.title="Housemate" \
      org.opencontainers.image.description="A Telegram bot that runs the home as its people talk about it" \
      org.opencontainers.image.licenses="MIT"
RUN useradd --uid 10001 --create-home housemate \
    && install --directory --owner=housemate --group=housemate --mode=0700 /data
COPY --from=builder /opt/housemate /opt/housemate
ENV PATH="/opt/housemate/bin:$PATH" \
    PYTHONUNBUFFERED=1
USER housemate
# The default folder is `data`, here: a variable would lose to the empty line of an .env made from .env.example.
WORKDIR /
VOLUME /data
# Tokens and keys come from outside: docker run --env-file .env --volume housemate:/data housemate
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s CMD ["housemate", "healthy"]
ENTRYPOINT ["housemate"]
CMD ["run"]

# docker build -t citecheck . && docker run --rm -v "$PWD:/work" citecheck audit article.md -o report.html
# With a browser for pages that need scripts: docker build --build-arg EXTRAS=[browser] --build-arg BROWSER=1 …
FROM python:3.12-slim AS build
COPY . /source
RUN python -m pip wheel --quiet --no-deps --wheel-dir /wheels /source

FROM python:3.12-slim
ARG EXTRAS=""
ARG BROWSER=""
# git finds what a pull request changed.
RUN apt-get update && apt-get install -y --no-install-recommends git && rm -rf /var/lib/apt/lists/*
COPY --from=build /wheels /wheels
RUN python -m pip install --no-cache-dir --disable-pip-version-check "$(echo /wheels/*.whl)$EXTRAS" && rm -rf /wheels
ENV PLAYWRIGHT_BROWSERS_PATH=/opt/browsers
RUN if [ -n "$BROWSER" ]; then playwright install --with-deps chromium; fi
# No root: what reads strangers' pages needs no rights. `--user "$(id -u)"` lets it write where you may.
RUN useradd --create-home --uid 10001 citecheck
USER citecheck
WORKDIR /work
ENTRYPOINT ["citecheck"]
CMD ["--help"]

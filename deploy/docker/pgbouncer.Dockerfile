ARG DEBIAN_IMAGE=debian:bookworm-slim
FROM ${DEBIAN_IMAGE}
RUN apt-get update -q && apt-get install -yq --no-install-recommends pgbouncer && rm -rf /var/lib/apt/lists/*
COPY deploy/docker/pgbouncer /usr/local/bin/pgbouncer-service
USER 10001:10001
EXPOSE 6432
ENTRYPOINT ["/usr/local/bin/pgbouncer-service"]

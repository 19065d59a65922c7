# Kith in a container, for a Neo4j that runs elsewhere: NEO4J_URI and NEO4J_PASSWORD say where (see docker-compose.yml).
FROM golang:1.26.8-alpine AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG VERSION=dev
RUN CGO_ENABLED=0 go build -tags=nomsgpack -buildvcs=false -trimpath \
    -ldflags "-s -w -X main.version=${VERSION}" -o /kith ./cmd/kith

FROM alpine:3.22.2
RUN adduser -D -H -u 10001 kith && install -d -o kith -g kith /var/lib/kith
COPY --from=build /kith /usr/local/bin/kith
USER kith
WORKDIR /var/lib/kith
ENV KITH_ADDR=0.0.0.0:8080 KITH_DATA=/var/lib/kith
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
    CMD ["wget", "--quiet", "--tries=1", "--spider", "http://127.0.0.1:8080/-/healthy"]
ENTRYPOINT ["kith"]
CMD ["serve"]

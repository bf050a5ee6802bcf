# syntax=docker/dockerfile:1
# Two images of the same files: `--target slim` (Debian's libc and shell) and the last one, without a shell.
# The base images are pinned by digest where images are built; a tag says here which they are.
ARG NODE=node:26-slim

FROM ${NODE} AS build
WORKDIR /build
ENV NODE_ENV=development
# Dependencies first: a change of the sources does not fetch them again. No package runs anything.
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY openapi.json LICENSE ./
COPY bin bin
COPY scripts/build.ts scripts/build.ts
COPY migrations migrations
COPY src src
COPY web web
RUN npm run prepack && npm prune --omit=dev --ignore-scripts --no-audit --no-fund
# One layer of what runs, all of one date, so that the same sources give the same bytes.
RUN mkdir -p /app/data && mv bin dist migrations web node_modules package.json openapi.json LICENSE /app/ \
  && find /app -exec touch -h -d @0 {} +

FROM ${NODE} AS slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app /app
COPY --from=build --chown=65532:65532 /app/data /app/data
USER 65532:65532
EXPOSE 5002
HEALTHCHECK --interval=5s --timeout=3s --start-period=30s CMD ["node", "bin/pomodoro-ml.js", "health"]
ENTRYPOINT ["node", "bin/pomodoro-ml.js"]
CMD ["serve"]

FROM gcr.io/distroless/cc-debian12:nonroot AS distroless
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /usr/local/bin/node /usr/local/bin/node
COPY --from=build /app /app
COPY --from=build --chown=65532:65532 /app/data /app/data
USER 65532:65532
EXPOSE 5002
HEALTHCHECK --interval=5s --timeout=3s --start-period=30s CMD ["/usr/local/bin/node", "bin/pomodoro-ml.js", "health"]
ENTRYPOINT ["/usr/local/bin/node", "bin/pomodoro-ml.js"]
CMD ["serve"]

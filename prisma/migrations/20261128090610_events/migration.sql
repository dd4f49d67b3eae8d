-- AlterTable
ALTER TABLE "connect_link" ADD COLUMN     "expired_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "connection" ADD COLUMN     "event_sequence" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "event" (
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "serial" BIGSERIAL NOT NULL,
    "position" BIGINT,
    "connection_id" UUID,
    "integration_id" UUID,
    "link_id" UUID,
    "sequence" INTEGER,
    "data" JSONB NOT NULL,
    "webhook_url" TEXT,

    CONSTRAINT "event_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "event_position_key" ON "event"("position");

-- CreateIndex
CREATE INDEX "event_at_idx" ON "event"("at");

-- CreateIndex
CREATE INDEX "event_connection_id_position_idx" ON "event"("connection_id", "position");

-- CreateIndex
CREATE INDEX "event_integration_id_position_idx" ON "event"("integration_id", "position");

-- A connection's events are looked for by its public id, also when its row is gone.
CREATE INDEX "event_public_connection_idx" ON "event"((data ->> 'connection_id'), "position");

-- Links that ended before there were events are not told of.
UPDATE "connect_link" SET "expired_at" = "expires_at" WHERE "expires_at" < now();

-- AlterTable
ALTER TABLE "api_key" ADD COLUMN     "integration_id" UUID,
ADD COLUMN     "scopes" TEXT[] DEFAULT ARRAY['environment:*']::TEXT[];

-- AlterTable
ALTER TABLE "connection" ADD COLUMN     "webhook_url_override" TEXT;

-- CreateTable
CREATE TABLE "idempotent_answer" (
    "key_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" BYTEA NOT NULL,
    "status" INTEGER,
    "sealed_body" TEXT,
    "id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotent_answer_pkey" PRIMARY KEY ("key_id","key")
);

-- CreateTable
CREATE TABLE "environment_variable" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "sealed_value" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "environment_variable_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "activity_event" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "kind" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "connection_id" UUID,
    "integration_id" UUID,
    "summary" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "activity_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "vend_count" (
    "minute" TIMESTAMPTZ(0) NOT NULL,
    "integration_id" UUID NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "vend_count_pkey" PRIMARY KEY ("minute","integration_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "idempotent_answer_id_key" ON "idempotent_answer"("id");

-- CreateIndex
CREATE INDEX "idempotent_answer_created_at_idx" ON "idempotent_answer"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "environment_variable_name_key" ON "environment_variable"("name");

-- CreateIndex
CREATE INDEX "activity_event_at_id_idx" ON "activity_event"("at" DESC, "id");

-- CreateIndex
CREATE INDEX "activity_event_connection_id_id_idx" ON "activity_event"("connection_id", "id" DESC);

-- CreateIndex
CREATE INDEX "activity_event_integration_id_id_idx" ON "activity_event"("integration_id", "id" DESC);

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_integration_id_fkey" FOREIGN KEY ("integration_id") REFERENCES "integration"("id") ON DELETE CASCADE ON UPDATE CASCADE;

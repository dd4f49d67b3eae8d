-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "cloud" ADD VALUE 'us-gov';
ALTER TYPE "cloud" ADD VALUE 'us-gov-dod';
ALTER TYPE "cloud" ADD VALUE 'china';
ALTER TYPE "cloud" ADD VALUE 'sandbox-us-gov';
ALTER TYPE "cloud" ADD VALUE 'sandbox-us-gov-dod';
ALTER TYPE "cloud" ADD VALUE 'sandbox-china';

-- AlterTable
ALTER TABLE "operator" ADD COLUMN     "entra_oid" TEXT,
ADD COLUMN     "entra_tid" TEXT,
ALTER COLUMN "password_hash" DROP NOT NULL;

-- AlterTable
ALTER TABLE "integration" ADD COLUMN     "home_tenant_id" TEXT,
ADD COLUMN     "resource_urls" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "verification" JSONB;

-- AlterTable
ALTER TABLE "integration_credential" ADD COLUMN     "certificate" TEXT,
ADD COLUMN     "expiry_source" TEXT,
ADD COLUMN     "key_id" TEXT,
ADD COLUMN     "refused_at" TIMESTAMPTZ(3),
ADD COLUMN     "refused_code" TEXT,
ADD COLUMN     "source" JSONB,
ALTER COLUMN "sealed_secret" DROP NOT NULL;

-- AlterTable
ALTER TABLE "connect_link" ADD COLUMN     "config_defaults" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "language" TEXT,
ADD COLUMN     "overrides" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "presets" TEXT[],
ADD COLUMN     "webhook_url_override" TEXT;

-- AlterTable
ALTER TABLE "attempt" ADD COLUMN     "resource_urls" JSONB NOT NULL DEFAULT '{}';

-- CreateTable
CREATE TABLE "operator_session" (
    "id" UUID NOT NULL,
    "operator_id" UUID NOT NULL,
    "method" TEXT NOT NULL,
    "user_agent" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "operator_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "operator_invitation" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT,
    "role" "role" NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "sealed_token" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "operator_invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notice" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "integration_id" UUID,
    "level" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "fix" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "dismissed_at" TIMESTAMPTZ(3),
    "dismissed_by" TEXT,

    CONSTRAINT "notice_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "operator_session_operator_id_idx" ON "operator_session"("operator_id");

-- CreateIndex
CREATE UNIQUE INDEX "operator_invitation_token_hash_key" ON "operator_invitation"("token_hash");

-- CreateIndex
CREATE INDEX "operator_invitation_email_idx" ON "operator_invitation"("email");

-- CreateIndex
CREATE UNIQUE INDEX "notice_dedupe_key_key" ON "notice"("dedupe_key");

-- CreateIndex
CREATE INDEX "notice_created_at_idx" ON "notice"("created_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "operator_entra_tid_entra_oid_key" ON "operator"("entra_tid", "entra_oid");

-- AddForeignKey
ALTER TABLE "operator_session" ADD CONSTRAINT "operator_session_operator_id_fkey" FOREIGN KEY ("operator_id") REFERENCES "operator"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_integration_id_fkey" FOREIGN KEY ("integration_id") REFERENCES "integration"("id") ON DELETE CASCADE ON UPDATE CASCADE;

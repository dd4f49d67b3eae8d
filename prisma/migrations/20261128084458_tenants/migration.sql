-- AlterEnum
ALTER TYPE "link_kind" ADD VALUE 'site_grant';

-- AlterTable
ALTER TABLE "integration" ADD COLUMN     "permission_type" TEXT NOT NULL DEFAULT 'delegated';

-- AlterTable
ALTER TABLE "connect_link" ADD COLUMN     "admin_sign_in" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "attempt" ADD COLUMN     "errand" JSONB;

-- AlterTable
ALTER TABLE "connection" ADD COLUMN     "consent" JSONB,
ADD COLUMN     "probe" JSONB,
ADD COLUMN     "probe_due_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "tenant_proof" (
    "link_id" UUID NOT NULL,
    "integration_id" UUID NOT NULL,
    "tid" TEXT NOT NULL,
    "browser_hash" BYTEA NOT NULL,
    "consent" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "next_try_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "tenant_proof_pkey" PRIMARY KEY ("link_id")
);

-- CreateTable
CREATE TABLE "connection_site" (
    "connection_id" UUID NOT NULL,
    "site_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "web_url" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "permission_id" TEXT NOT NULL,
    "granted_by" TEXT NOT NULL,
    "granted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "connection_site_pkey" PRIMARY KEY ("connection_id","site_id")
);

-- CreateIndex
CREATE INDEX "tenant_proof_next_try_at_idx" ON "tenant_proof"("next_try_at");

-- CreateIndex
CREATE INDEX "connection_probe_due_at_idx" ON "connection"("probe_due_at");

-- AddForeignKey
ALTER TABLE "tenant_proof" ADD CONSTRAINT "tenant_proof_link_id_fkey" FOREIGN KEY ("link_id") REFERENCES "connect_link"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connection_site" ADD CONSTRAINT "connection_site_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- One connection for a tenant and integration; Prisma's schema has no partial indexes.
CREATE UNIQUE INDEX "connection_one_per_tenant" ON "connection"("integration_id", "tid") WHERE "account_kind" = 'tenant';

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "role" AS ENUM ('viewer', 'admin', 'owner');

-- CreateEnum
CREATE TYPE "cloud" AS ENUM ('global', 'sandbox');

-- CreateEnum
CREATE TYPE "account_types" AS ENUM ('single-tenant', 'organizations', 'organizations-and-personal', 'personal');

-- CreateEnum
CREATE TYPE "link_kind" AS ENUM ('connect', 'reauthorize', 'admin-consent');

-- CreateEnum
CREATE TYPE "link_status" AS ENUM ('open', 'opened', 'at-microsoft', 'awaiting-admin', 'approved', 'connected', 'revoked');

-- CreateEnum
CREATE TYPE "connection_status" AS ENUM ('healthy', 'needs-reauthorization', 'corrupt');

-- CreateTable
CREATE TABLE "operator" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" "role" NOT NULL,
    "password_hash" TEXT NOT NULL,
    "session_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_sign_in_at" TIMESTAMPTZ(3),

    CONSTRAINT "operator_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "integration" (
    "id" UUID NOT NULL,
    "unique_key" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "display_name" TEXT NOT NULL,
    "cloud" "cloud" NOT NULL,
    "account_types" "account_types" NOT NULL,
    "tenant_id" TEXT,
    "client_id" TEXT NOT NULL,
    "presets" TEXT[],
    "scopes" TEXT[],
    "exact_scopes" TEXT[],
    "broken_code" TEXT,
    "broken_reason" TEXT,
    "broken_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "integration_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "integration_credential" (
    "id" UUID NOT NULL,
    "integration_id" UUID NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'client_secret',
    "sealed_secret" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "integration_credential_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "connect_link" (
    "id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "sealed_token" TEXT NOT NULL,
    "kind" "link_kind" NOT NULL,
    "status" "link_status" NOT NULL DEFAULT 'open',
    "integration_ids" UUID[],
    "connection_id" UUID,
    "parent_id" UUID,
    "end_user" JSONB,
    "tags" JSONB NOT NULL DEFAULT '{}',
    "expected_tenant" TEXT,
    "expected_email" TEXT,
    "outcome" JSONB,
    "outcome_browser" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "opened_at" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3),
    "consumed_at" TIMESTAMPTZ(3),

    CONSTRAINT "connect_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attempt" (
    "id" UUID NOT NULL,
    "state_hash" BYTEA NOT NULL,
    "browser_hash" BYTEA NOT NULL,
    "link_id" UUID NOT NULL,
    "integration_id" UUID NOT NULL,
    "sealed_secrets" TEXT NOT NULL,
    "scopes" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "connection" (
    "id" UUID NOT NULL,
    "seq" SERIAL NOT NULL,
    "connection_id" TEXT NOT NULL,
    "integration_id" UUID NOT NULL,
    "status" "connection_status" NOT NULL DEFAULT 'healthy',
    "status_reason" JSONB,
    "tid" TEXT NOT NULL,
    "oid" TEXT NOT NULL,
    "home_account_id" TEXT NOT NULL,
    "username" TEXT NOT NULL,
    "display_name" TEXT NOT NULL,
    "tenant_name" TEXT,
    "account_kind" TEXT NOT NULL,
    "requested_scopes" TEXT[],
    "granted_scopes" TEXT[],
    "claims" TEXT,
    "login_hint" TEXT,
    "sealed_grant" TEXT NOT NULL,
    "sealed_token" TEXT NOT NULL,
    "token_response" JSONB NOT NULL,
    "token_expires_at" TIMESTAMPTZ(3) NOT NULL,
    "token_life" INTEGER NOT NULL,
    "refresh_due_at" TIMESTAMPTZ(3) NOT NULL,
    "token_version" INTEGER NOT NULL DEFAULT 1,
    "connection_config" JSONB NOT NULL DEFAULT '{}',
    "lease_owner" UUID,
    "lease_until" TIMESTAMPTZ(3),
    "fence" INTEGER NOT NULL DEFAULT 0,
    "retry_at" TIMESTAMPTZ(3),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "last_failure" JSONB,
    "end_user" JSONB,
    "end_user_id" TEXT,
    "tags" JSONB NOT NULL DEFAULT '{}',
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_vended_at" TIMESTAMPTZ(3),
    "last_refreshed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "connection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "connection_token" (
    "id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "resource" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "sealed_token" TEXT,
    "response" JSONB,
    "expires_at" TIMESTAMPTZ(3),
    "life" INTEGER,
    "failure" JSONB,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "retry_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "connection_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "connection_event" (
    "id" BIGSERIAL NOT NULL,
    "connection_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "type" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "connection_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "refresh_count" (
    "day" DATE NOT NULL,
    "integration_id" UUID NOT NULL,
    "outcome" TEXT NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "refresh_count_pkey" PRIMARY KEY ("day","integration_id","outcome")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "operator_email_key" ON "operator"("email");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_hash_key" ON "api_key"("hash");

-- CreateIndex
CREATE UNIQUE INDEX "integration_unique_key_key" ON "integration"("unique_key");

-- CreateIndex
CREATE INDEX "integration_credential_integration_id_idx" ON "integration_credential"("integration_id");

-- CreateIndex
CREATE UNIQUE INDEX "connect_link_token_hash_key" ON "connect_link"("token_hash");

-- CreateIndex
CREATE INDEX "connect_link_status_expires_at_idx" ON "connect_link"("status", "expires_at");

-- CreateIndex
CREATE INDEX "connect_link_created_at_id_idx" ON "connect_link"("created_at" DESC, "id");

-- CreateIndex
CREATE INDEX "connect_link_parent_id_idx" ON "connect_link"("parent_id");

-- CreateIndex
CREATE UNIQUE INDEX "attempt_state_hash_key" ON "attempt"("state_hash");

-- CreateIndex
CREATE INDEX "attempt_expires_at_idx" ON "attempt"("expires_at");

-- CreateIndex
CREATE INDEX "connection_integration_id_tid_oid_end_user_id_idx" ON "connection"("integration_id", "tid", "oid", "end_user_id");

-- CreateIndex
CREATE INDEX "connection_created_at_id_idx" ON "connection"("created_at" DESC, "id");

-- CreateIndex
CREATE INDEX "connection_status_idx" ON "connection"("status");

-- CreateIndex
CREATE INDEX "connection_status_refresh_due_at_idx" ON "connection"("status", "refresh_due_at");

-- CreateIndex
CREATE UNIQUE INDEX "connection_integration_id_connection_id_key" ON "connection"("integration_id", "connection_id");

-- CreateIndex
CREATE UNIQUE INDEX "connection_token_connection_id_resource_key" ON "connection_token"("connection_id", "resource");

-- CreateIndex
CREATE INDEX "connection_event_connection_id_id_idx" ON "connection_event"("connection_id", "id" DESC);

-- CreateIndex
CREATE INDEX "connection_event_at_idx" ON "connection_event"("at" DESC);

-- CreateIndex
CREATE INDEX "audit_event_at_idx" ON "audit_event"("at" DESC);

-- CreateIndex
CREATE INDEX "audit_event_subject_idx" ON "audit_event"("subject");

-- AddForeignKey
ALTER TABLE "integration_credential" ADD CONSTRAINT "integration_credential_integration_id_fkey" FOREIGN KEY ("integration_id") REFERENCES "integration"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_link_id_fkey" FOREIGN KEY ("link_id") REFERENCES "connect_link"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_integration_id_fkey" FOREIGN KEY ("integration_id") REFERENCES "integration"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connection" ADD CONSTRAINT "connection_integration_id_fkey" FOREIGN KEY ("integration_id") REFERENCES "integration"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connection_token" ADD CONSTRAINT "connection_token_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connection_event" ADD CONSTRAINT "connection_event_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

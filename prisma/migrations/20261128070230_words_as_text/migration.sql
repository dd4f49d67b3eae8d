-- These words are Microsoft's and hold hyphens, which an enum of the client cannot: as text they are stored as they are
-- written everywhere else.
ALTER TABLE "integration" ALTER COLUMN "cloud" TYPE TEXT USING "cloud"::text;
ALTER TABLE "integration" ALTER COLUMN "account_types" TYPE TEXT USING "account_types"::text;
ALTER TABLE "integration" ADD CONSTRAINT "integration_cloud_check" CHECK ("cloud" IN
  ('global', 'us-gov', 'us-gov-dod', 'china', 'sandbox', 'sandbox-us-gov', 'sandbox-us-gov-dod', 'sandbox-china'));
ALTER TABLE "integration" ADD CONSTRAINT "integration_account_types_check" CHECK ("account_types" IN
  ('single-tenant', 'organizations', 'organizations-and-personal', 'personal'));
DROP TYPE "cloud";
DROP TYPE "account_types";

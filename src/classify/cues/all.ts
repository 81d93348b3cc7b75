import type { Category } from '../../domain/category.ts';
import { accessRequest } from './access-request.ts';
import { accountLockout } from './account-lockout.ts';
import { applicationError } from './application-error.ts';
import { backupRestore } from './backup-restore.ts';
import type { Cues } from './cues.ts';
import { diskCleanup } from './disk-cleanup.ts';
import { emailIssue } from './email-issue.ts';
import { hardwareIssue } from './hardware-issue.ts';
import { networkIssue } from './network-issue.ts';
import { other } from './other.ts';
import { passwordReset } from './password-reset.ts';
import { performanceIssue } from './performance-issue.ts';
import { printerIssue } from './printer-issue.ts';
import { securityIncident } from './security-incident.ts';
import { softwareRequest } from './software-request.ts';
import { userOffboarding } from './user-offboarding.ts';
import { userOnboarding } from './user-onboarding.ts';

/** What speaks for each category. A word that several share decides nothing; it is the phrases that do. */
export const cuesOf: Readonly<Record<Category, Cues>> = {
  password_reset: passwordReset,
  account_lockout: accountLockout,
  user_onboarding: userOnboarding,
  user_offboarding: userOffboarding,
  access_request: accessRequest,
  software_request: softwareRequest,
  disk_cleanup: diskCleanup,
  email_issue: emailIssue,
  network_issue: networkIssue,
  printer_issue: printerIssue,
  hardware_issue: hardwareIssue,
  performance_issue: performanceIssue,
  application_error: applicationError,
  security_incident: securityIncident,
  backup_restore: backupRestore,
  other,
};

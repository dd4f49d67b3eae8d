import { readTable } from './read-table.ts';

/** To Do and Planner. */
export const tasksCalls = readTable(`
Tasks.Read Group.Read.All | - | Tasks.Read.All Group.Read.All Group.ReadWrite.All
  GET /groups/{}/planner/plans
  GET /planner/buckets
  GET /planner/buckets/{}
  GET /planner/buckets/{}/tasks
  GET /planner/plans
  GET /planner/plans/{}
  GET /planner/plans/{}/buckets
  GET /planner/plans/{}/details
  GET /planner/plans/{}/tasks
  GET /planner/tasks
  GET /planner/tasks/{}
  GET /planner/tasks/{}/assignedtotaskboardformat
  GET /planner/tasks/{}/buckettaskboardformat
  GET /planner/tasks/{}/details
  GET /planner/tasks/{}/progresstaskboardformat
  GET {user}/planner/tasks
Tasks.Read | Tasks.Read | Tasks.Read.All
  GET {user}/todo/lists
  GET {user}/todo/lists/{}
  GET {user}/todo/lists/{}/tasks
  GET {user}/todo/lists/{}/tasks/{}
  GET {user}/todo/lists/{}/tasks/{}/attachments
  GET {user}/todo/lists/{}/tasks/{}/attachments/{}
  GET {user}/todo/lists/{}/tasks/{}/checklistitems
  GET {user}/todo/lists/{}/tasks/{}/checklistitems/{}
  GET {user}/todo/lists/{}/tasks/{}/linkedresources
  GET {user}/todo/lists/{}/tasks/{}/linkedresources/{}
Tasks.Read | - | Tasks.Read.All
  GET /groups/{}/planner/plans/delta
  GET /planner/plans/{}/buckets/delta
  GET /planner/plans/{}/goals
  GET /planner/tasks/delta
  GET /teams/{}/channels/{}/planner/plans
  GET {user}/planner/tasks/delta
Tasks.Read Group.Read.All | - | -
  GET {user}/planner/favoriteplans
  GET {user}/planner/plans
  GET {user}/planner/recentplans
Tasks.Read Group.Read.All | - | Tasks.Read.All Group.Read.All
  GET {user}/planner
Tasks.ReadWrite Group.ReadWrite.All | - | Tasks.ReadWrite.All Group.ReadWrite.All
  POST /planner/buckets
  PATCH DELETE /planner/buckets/{}
  POST /planner/plans
  PATCH DELETE /planner/plans/{}
  PATCH /planner/plans/{}/details
  POST /planner/tasks
  PATCH DELETE /planner/tasks/{}
  PATCH /planner/tasks/{}/assignedtotaskboardformat
  PATCH /planner/tasks/{}/buckettaskboardformat
  PATCH /planner/tasks/{}/details
  PATCH /planner/tasks/{}/progresstaskboardformat
Tasks.ReadWrite | Tasks.ReadWrite | Tasks.ReadWrite.All
  POST {user}/todo/lists
  PATCH {user}/todo/lists/{}
  PATCH DELETE {user}/todo/lists/{}/tasks/{}
  POST PATCH {user}/todo/lists/{}/tasks
  POST {user}/todo/lists/{}/tasks/{}/attachments
  POST {user}/todo/lists/{}/tasks/{}/attachments/createuploadsession
  DELETE {user}/todo/lists/{}/tasks/{}/attachments/{}
  POST {user}/todo/lists/{}/tasks/{}/checklistitems
  PATCH DELETE {user}/todo/lists/{}/tasks/{}/checklistitems/{}
  POST {user}/todo/lists/{}/tasks/{}/linkedresources
  PATCH DELETE {user}/todo/lists/{}/tasks/{}/linkedresources/{}
Tasks.ReadWrite | - | Tasks.ReadWrite.All
  POST /planner/plans/{}/archive
  POST /planner/plans/{}/unarchive
Tasks.ReadWrite Group.ReadWrite.All | - | -
  PATCH {user}/planner
Tasks.ReadWrite | Tasks.ReadWrite | -
`);

/** Whether a token's scopes let the picker list files. */
export const mayRead = (scopes: string) => /\b(MyFiles|AllSites|Files|Sites|OneDrive)\./.test(scopes);

/** Whether they also let it upload. */
export const mayWrite = (scopes: string) =>
  /\b(MyFiles\.Write|OneDrive\.ReadWrite|AllSites\.(Write|Manage|FullControl)|(Files|Sites)\.(ReadWrite|Manage|FullControl))/.test(
    scopes,
  );

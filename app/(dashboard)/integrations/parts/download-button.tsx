'use client';

import { Download } from 'lucide-react';
import { Button } from '#components/ui/button';

interface DownloadButtonProps {
  fileName: string;
  text: string;
}

/**
 * Saves text as a file. PowerShell scripts get a byte order mark: without it Windows PowerShell does not read UTF-8.
 */
export function DownloadButton({ fileName, text }: DownloadButtonProps) {
  function save() {
    const mark = fileName.endsWith('.ps1') ? '\uFEFF' : '';
    const url = URL.createObjectURL(new Blob([mark, text], { type: 'text/plain;charset=utf-8' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = fileName;
    link.click();
    URL.revokeObjectURL(url);
  }
  return (
    <Button variant="outline" size="sm" onClick={save}>
      <Download aria-hidden="true" />
      Download {fileName}
    </Button>
  );
}

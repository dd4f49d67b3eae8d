'use client';

import { Download } from 'lucide-react';
import { Button } from '#components/ui/button';

interface DownloadButtonProps {
  fileName: string;
  text: string;
}

/** Saves text as a file. Windows PowerShell reads a file as UTF-8 only when it starts with the mark of it. */
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

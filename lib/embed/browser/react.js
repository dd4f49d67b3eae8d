import { useCallback, useEffect, useRef, useState } from 'react';
import { connect as connectAccount, resume } from './latchkey.js';

export function useLatchkey(options) {
  const [state, setState] = useState({ status: 'idle', connected: null, error: null });
  const latest = useRef(options);
  latest.current = options;
  const stop = useRef(null);
  const follow = useCallback(async (begin) => {
    stop.current?.abort();
    const controller = new AbortController();
    stop.current = controller;
    const onEvent = (event) => {
      if (event.type === 'status') setState((old) => ({ ...old, status: event.status }));
      latest.current.onEvent?.(event);
    };
    const work = begin({ onEvent, signal: controller.signal });
    if (!work) return null;
    setState({ status: 'open', connected: null, error: null });
    try {
      const connected = await work;
      setState({ status: 'connected', connected, error: null });
      return connected;
    } catch (error) {
      if (error.code !== 'aborted') setState({ status: 'failed', connected: null, error });
      return null;
    }
  }, []);
  const connect = useCallback(
    (more) => follow((own) => connectAccount({ ...latest.current, ...more, ...own })),
    [follow],
  );
  useEffect(() => {
    follow(resume);
    return () => stop.current?.abort();
  }, [follow]);
  return { ...state, connect };
}

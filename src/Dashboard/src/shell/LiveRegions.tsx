import { alert, announcement } from '@/shared/announce';
import { useStore } from '@/shared/store';

export function LiveRegions() {
  return (
    <>
      <p role="status" className="sr-only">
        {useStore(announcement)}
      </p>
      <p role="alert" className="sr-only">
        {useStore(alert)}
      </p>
    </>
  );
}

import { useSearchParams } from 'react-router-dom';
import { Empty } from './empty.js';
import { useLoaded } from './lib/load.js';
import type { StudioPage } from './lib/studio.js';
import { t } from './lib/text.js';
import { PlanDraft } from './plan-draft.js';
import { NewVersion, PlanVersions } from './plan-versions.js';
import { Screen } from './screen.js';

const address = '/pages/plan-studio';

/** A plan is written, tried on real months and published here. */
export const PlanStudioPage = () => {
  const [params, setParams] = useSearchParams();
  const id = params.get('id') ?? undefined;
  const loaded = useLoaded<StudioPage>(address, { id });
  const { data, reload } = loaded;
  const open = (planId: string): void => {
    setParams({ id: planId });
  };
  return (
    <Screen
      title={t('panel.page.plan-studio')}
      loaded={loaded}
      head={data ? <NewVersion {...data} open={open} /> : undefined}
    >
      {(page) =>
        page.studio ? (
          <>
            <PlanVersions versions={page.versions} current={page.studio.plan.id} open={open} />
            <PlanDraft
              key={`${String(page.studio.plan.id)}/${page.studio.plan.status}`}
              page={page}
              studio={page.studio}
              reload={reload}
              open={open}
            />
          </>
        ) : (
          <section className="card">
            <Empty title={t('plan_studio.empty.title')} hint={t('plan_studio.empty.hint')} />
          </section>
        )
      }
    </Screen>
  );
};

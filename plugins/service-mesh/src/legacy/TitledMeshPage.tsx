import { Content, Header, Page } from '@backstage/core-components';
import { MeshPage } from '../components/MeshPage';

/** The pages of the mesh below the header that an app with the old frontend system leaves to the page. */
export function TitledMeshPage() {
  return (
    <Page themeId="tool">
      <Header title="Mesh" />
      <Content noPadding>
        <MeshPage />
      </Content>
    </Page>
  );
}

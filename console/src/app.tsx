import { useState } from "preact/hooks";
import { Link, Route, Router, Switch } from "wouter-preact";
import { useHashLocation } from "wouter-preact/use-hash-location";
import { Frame } from "./parts/frame";
import { Home } from "./screens/home";
import { OperationPage } from "./screens/operation";
import { Start } from "./screens/start";
import { TargetPage } from "./screens/target";

export function App() {
  const [asking, setAsking] = useState(false);
  return (
    <Router hook={useHashLocation}>
      <Frame asking={asking} setAsking={setAsking}>
        <Switch>
          <Route path="/" component={Home} />
          <Route path="/operations/:id">{(params) => <OperationPage id={params.id} key={params.id} />}</Route>
          <Route path="/start/:type?/:region?/:target?">
            {(params) => <Start type={params.type} region={params.region} target={params.target} />}
          </Route>
          <Route path="/targets/:kind/:region/:name">
            {(params) => (
              <TargetPage
                key={`${params.kind}/${params.region}/${params.name}`}
                kind={params.kind}
                region={params.region}
                name={params.name}
              />
            )}
          </Route>
          <Route>
            <h1>There is no such page.</h1>
            <p>
              <Link href="/">Home</Link> has what there is.
            </p>
          </Route>
        </Switch>
      </Frame>
    </Router>
  );
}

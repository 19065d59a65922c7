import { render } from "preact";
import { App } from "./app";
import { refreshOnReturn } from "./api/answers";
import { followPrinting } from "./print";
import { followLinks } from "./router";
import "./styles/tokens.css";
import "./styles/app.css";

followLinks();
followPrinting();
refreshOnReturn();
render(<App />, document.getElementById("app")!);

import { h } from "./dom.js";
import { hostConfigOf } from "./host-config.js";
import { markdown } from "./markdown.js";
import { isDark } from "./theme.js";

const AC = globalThis.AdaptiveCards;
const hostConfigs = { light: new AC.HostConfig(hostConfigOf("light")), dark: new AC.HostConfig(hostConfigOf("dark")) };

AC.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = markdown(text);
  result.didProcess = true;
};

const broken = (json, reason) => h("div", { class: "card-broken", role: "alert" }, h("strong", {}, "Teams could not show this card"), h("p", {}, reason), h("pre", {}, json?.fallbackText ?? ""));

/**
 * Renders a card with the official renderer.
 * handlers: execute(action), submit(data), search(dataset, text) -> results, message(text).
 */
export function renderCard(json, handlers) {
  if (json?.type !== "AdaptiveCard" || !json.version) return broken(json, json?.version ? "It is no Adaptive Card." : "It has no version; clients of Teams on phones drop such a card.");
  const card = new AC.AdaptiveCard();
  card.hostConfig = hostConfigs[isDark() ? "dark" : "light"];
  card.onExecuteAction = action => {
    if (action instanceof AC.OpenUrlAction) return handlers.open(action.url);
    if (action instanceof AC.ExecuteAction) {
      if (!action.verb) return handlers.message("Teams sends nothing for a button (Action.Execute) without a verb.");
      return handlers.execute({ type: "Action.Execute", id: action.id, verb: action.verb, data: action.data ?? {} });
    }
    if (action instanceof AC.SubmitAction) return handlers.submit(action.data ?? {});
    return undefined;
  };
  card.onInputValueChanged = async input => {
    const dataset = input.choicesData?.dataset;
    if (!dataset || !input.isDynamicTypeahead?.()) return;
    const wanted = input.getFilterForDynamicSearch();
    if (!wanted) return;
    input.showLoadingIndicator();
    try { input.renderChoices(wanted, await handlers.search(dataset, wanted)); } catch { input.showErrorIndicator(wanted, "The choices could not be loaded"); } finally { input.removeLoadingIndicator(); }
  };
  try {
    const context = new AC.SerializationContext(AC.Versions.v1_6);
    card.parse(json, context);
    const element = card.render();
    if (!element) return broken(json, "The renderer gave nothing back.");
    mend(element, json);
    return element;
  } catch (error) {
    return broken(json, error.message);
  }
}

/** Small gaps in the renderer's accessibility: menu roles on plain buttons and a tab stop on the card's frame. */
function mend(element, json) {
  element.removeAttribute("tabindex");
  if (json.speak || json.fallbackText) { element.setAttribute("role", "group"); element.setAttribute("aria-label", json.fallbackText ?? json.speak); }
  for (const bar of element.querySelectorAll("[role='menubar']")) bar.removeAttribute("role");
  for (const item of element.querySelectorAll("[role='menuitem']")) item.removeAttribute("role");
}

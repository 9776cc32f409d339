import { useData } from "vitepress";
import { defineComponent, h, onMounted, ref, useId, watch } from "vue";

/** A diagram in the colours of the page; until it is drawn, and without scripts, its source. */
export const Mermaid = defineComponent({
  props: { source: { type: String, required: true } },
  setup(props) {
    const { isDark } = useData();
    const [id, source, drawing] = [useId(), decodeURIComponent(props.source), ref("")];
    const draw = async () => {
      const { default: mermaid } = await import("mermaid");
      const theme = isDark.value ? "dark" : "default";
      mermaid.initialize({ startOnLoad: false, securityLevel: "strict", theme });
      drawing.value = (await mermaid.render(`mermaid-${id}`, source)).svg;
    };
    onMounted(() => watch(isDark, draw, { immediate: true }));
    return () =>
      drawing.value
        ? h("div", { class: "diagram", innerHTML: drawing.value })
        : h("pre", { class: "diagram" }, source);
  },
});

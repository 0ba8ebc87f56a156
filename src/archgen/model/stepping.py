"""Which flow a step means."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from archgen.diagnostics.diagnostic import Finding
from archgen.diagnostics.suggest import did_you_mean

if TYPE_CHECKING:
    from archgen.model.spec import Flow, Spec, Step


def find_step_flows(spec: Spec, step: Step) -> list[int]:
    """The indexes of the flows that a step can mean; a sound step means one."""
    return [index for index, flow in enumerate(spec.flows) if _means(step, flow)]


def _means(step: Step, flow: Flow) -> bool:
    if step.flow is not None:
        return flow.id == step.flow
    ends = step.from_, step.to
    return ends == (flow.from_, flow.to) or (flow.both and ends == (flow.to, flow.from_))


def check_steps(spec: Spec) -> Iterator[Finding]:
    """Steps that mean no flow, or more than one."""
    for view in spec.views.values():
        for step in view.steps:
            count = len(find_step_flows(spec, step))
            if count == 1:
                continue
            if step.flow is not None:
                ids = [flow.id for flow in spec.flows if flow.id]
                hint = did_you_mean(step.flow, ids) or (
                    f"ids of flows: {', '.join(ids)}" if ids else "give a flow an `id:`"
                )
                yield Finding("AG307", f"no flow has the id `{step.flow}`", step.place, help=hint)
            elif count:
                message = f"{count} flows go from `{step.from_}` to `{step.to}`"
                yield Finding("AG307", message, step.place, help="give the one you mean an `id:`, and name that")
            else:
                yield Finding(
                    "AG307", f"no flow goes from `{step.from_}` to `{step.to}`", step.place, help=_hint(spec, step)
                )


def _hint(spec: Spec, step: Step) -> str:
    """The flow in the other direction, or what to add."""
    back = any((flow.from_, flow.to) == (step.to, step.from_) for flow in spec.flows)
    return f"did you mean `{step.to} -> {step.from_}`?" if back else "add it under `flows:`"

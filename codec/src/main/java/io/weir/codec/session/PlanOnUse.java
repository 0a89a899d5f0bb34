package io.weir.codec.session;

import io.weir.codec.options.OptionsPlan;
import io.weir.codec.template.DecodingPlan;
import io.weir.codec.template.Template;
import io.weir.codec.template.TemplateFormat;

/**
 * The plans of a template, each compiled when the first records come that need it. Compiling takes
 * some ten microseconds: a datagram full of templates would cost a millisecond, and nobody need
 * ever send a record of them.
 */
final class PlanOnUse {

    private final Template template;
    private final TemplateFormat format;
    private DecodingPlan plan;
    private OptionsPlan optionsPlan;

    PlanOnUse(Template template, TemplateFormat format) {
        this.template = template;
        this.format = format;
    }

    DecodingPlan get() {
        if (plan == null) {
            plan = DecodingPlan.compile(template, format);
        }
        return plan;
    }

    /** What to read in the records of an options template. */
    OptionsPlan options() {
        if (optionsPlan == null) {
            optionsPlan = OptionsPlan.compile(template, format);
        }
        return optionsPlan;
    }
}

package io.weir.job.documents.fields;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** All fields of the flow document. */
public final class FieldCatalogue {

    /** In the order of the reference page. */
    public static final List<Family> FAMILIES =
            List.of(
                    BaseFields.FAMILY,
                    EventFields.FAMILY,
                    ObserverFields.FAMILY,
                    NetworkFields.FAMILY,
                    EndpointFields.SOURCE.family(),
                    EndpointFields.DESTINATION.family(),
                    EndpointFields.CLIENT.family(),
                    EndpointFields.SERVER.family(),
                    BothEndsFields.FAMILY,
                    TrafficFields.FAMILY,
                    ServiceFields.FAMILY,
                    PacketFields.FAMILY,
                    InterfaceFields.FAMILY,
                    RoutingFields.FAMILY,
                    ReputationFields.FAMILY,
                    LinkFields.FAMILY,
                    DocumentFields.FAMILY,
                    RecordFields.FAMILY,
                    DuplicateFields.FAMILY,
                    RawCounterFields.FAMILY,
                    SamplingFields.FAMILY,
                    TimeFields.FAMILY,
                    RoleFields.FAMILY,
                    EndFields.SOURCE.family(),
                    EndFields.DESTINATION.family(),
                    ThreatFields.FAMILY,
                    DatabaseFields.FAMILY,
                    EncapsulationFields.FAMILY);

    private FieldCatalogue() {}

    /** The fields of all families. */
    public static List<Field> fields() {
        return FAMILIES.stream().flatMap(family -> family.fields().stream()).toList();
    }

    /** Writes the mappings of all fields into the {@code properties} of an index template. */
    public static void mapTo(ObjectNode properties) {
        for (Field field : fields()) {
            field.type().mapTo(properties.putObject(field.name()));
        }
    }
}

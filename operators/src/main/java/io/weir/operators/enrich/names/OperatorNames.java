package io.weir.operators.enrich.names;

import io.weir.operators.enrich.file.FileLoader;
import io.weir.operators.enrich.file.WatchedFile;
import io.weir.operators.enrich.names.NameFiles.ElastiFlowFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that the operator gives names to, from files that are read again when they change. What is in
 * a file of ours goes before what is in ElastiFlow's of the same kind.
 *
 * <p>Opened and closed by each subtask for itself, and used by one thread at a time; the tables are
 * shared. Look-ups allocate nothing. Addresses are two halves, as in {@link
 * io.weir.codec.IpAddress}.
 */
public final class OperatorNames implements AutoCloseable {

    private final List<WatchedFile<?>> opened = new ArrayList<>();
    private final List<WatchedFile<Applications>> applications;
    private final List<WatchedFile<ApplicationSpaces>> spaces;
    private final List<WatchedFile<InterfaceNames>> interfaces;
    private final List<WatchedFile<SamplingIntervals>> sampling;
    private final List<WatchedFile<VlanNames>> vlans;
    private final List<WatchedFile<MacVendors>> macVendors;

    private OperatorNames(NameFiles files) throws IOException {
        String elastiFlow = files.elastiFlow();
        try {
            applications =
                    lease(
                            Applications.LOADER,
                            files.applications(),
                            ElastiFlowFile.APPLICATIONS.in(elastiFlow));
            spaces =
                    lease(
                            ApplicationSpaces.LOADER,
                            null,
                            ElastiFlowFile.APPLICATION_SPACES.in(elastiFlow));
            interfaces =
                    lease(
                            InterfaceNames.LOADER,
                            files.interfaces(),
                            ElastiFlowFile.INTERFACES.in(elastiFlow));
            sampling =
                    lease(
                            SamplingIntervals.LOADER,
                            files.sampling(),
                            ElastiFlowFile.SAMPLING.in(elastiFlow));
            vlans = lease(VlanNames.LOADER, files.vlans(), Optional.empty());
            macVendors = lease(MacVendors.LOADER, files.macVendors(), Optional.empty());
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Opens the files.
     *
     * @throws IOException if one that is named is missing or has no right line, or there is no
     *     directory where ElastiFlow's should be; single files may be missing in there
     */
    public static OperatorNames open(NameFiles files) throws IOException {
        if (files.elastiFlow() != null && !Files.isDirectory(Path.of(files.elastiFlow()))) {
            throw new NotDirectoryException(files.elastiFlow());
        }
        return new OperatorNames(files);
    }

    private <T> List<WatchedFile<T>> lease(
            FileLoader<T> loader, String own, Optional<Path> elastiFlow) throws IOException {
        List<Path> paths =
                Stream.concat(Optional.ofNullable(own).map(Path::of).stream(), elastiFlow.stream())
                        .toList();
        List<WatchedFile<T>> files = new ArrayList<>();
        for (Path path : paths) {
            WatchedFile<T> file = WatchedFile.open(path, loader);
            opened.add(file);
            files.add(file);
        }
        return files;
    }

    /** Whether the operator says that a server listens there. */
    public boolean isServer(long high, long low, int port) {
        return application(high, low, port) != null;
    }

    /** Whether there are any files of names of applications. */
    public boolean hasApplications() {
        return !applications.isEmpty();
    }

    /** What the operator calls the application of a server; null if nothing. */
    public String application(long high, long low, int port) {
        for (int i = 0; i < applications.size(); i++) {
            Applications table = applications.get(i).current();
            int id = table.findServer(high, low, port);
            if (id != 0) {
                return table.name(id);
            }
        }
        return null;
    }

    /**
     * The name of an application id: the operator's, else that of a public registry.
     *
     * @param high the first half of the exporter's address
     * @param low its second half
     * @param applicationId as in {@link io.weir.codec.normalise.ApplicationId}
     * @return null if there is none
     */
    public String applicationOfId(long high, long low, long applicationId) {
        ApplicationSpace space = space(high, low);
        for (int i = 0; i < applications.size(); i++) {
            Applications table = applications.get(i).current();
            int id = table.findApplication(space, applicationId);
            if (id != 0) {
                return table.name(id);
            }
        }
        return ApplicationNames.of(applicationId);
    }

    private ApplicationSpace space(long high, long low) {
        for (int i = 0; i < spaces.size(); i++) {
            ApplicationSpace space = spaces.get(i).current().of(high, low);
            if (space != null) {
                return space;
            }
        }
        return null;
    }

    /**
     * What the operator calls an interface.
     *
     * @param high the first half of the exporter's address
     * @param low its second half
     * @param index the interface index, unsigned 32 bits
     * @return null if nothing
     */
    public String interfaceName(long high, long low, long index) {
        for (int i = 0; i < interfaces.size(); i++) {
            InterfaceNames table = interfaces.get(i).current();
            int id = table.find(high, low, index);
            if (id != 0) {
                return table.name(id);
            }
        }
        return null;
    }

    /** Whether the operator gives any sampling interval. */
    public boolean hasSampling() {
        return !sampling.isEmpty();
    }

    /**
     * The sampling interval of an interface, else of its exporter.
     *
     * @param high the first half of the exporter's address
     * @param low its second half
     * @param index the interface index, unsigned 32 bits; -1 if it is not known
     * @return 1 or more; 0 if the operator gives none
     */
    public int samplingInterval(long high, long low, long index) {
        for (int i = 0; i < sampling.size(); i++) {
            int interval = sampling.get(i).current().interval(high, low, index);
            if (interval != 0) {
                return interval;
            }
        }
        return 0;
    }

    /**
     * What the operator calls a VLAN.
     *
     * @param high the first half of the exporter's address
     * @param low its second half
     * @return null if nothing
     */
    public String vlan(long high, long low, int vlan) {
        for (int i = 0; i < vlans.size(); i++) {
            VlanNames table = vlans.get(i).current();
            int id = table.find(high, low, vlan);
            if (id != 0) {
                return table.name(id);
            }
        }
        return null;
    }

    /**
     * The vendor of a MAC address.
     *
     * @param mac 48 bits
     * @return null if it is not in the file
     */
    public String macVendor(long mac) {
        for (int i = 0; i < macVendors.size(); i++) {
            MacVendors table = macVendors.get(i).current();
            int id = table.find(mac);
            if (id != 0) {
                return table.name(id);
            }
        }
        return null;
    }

    /** Loads of changed files that failed, so that what was read before is still in use. */
    public long failures() {
        return opened.stream().mapToLong(WatchedFile::failures).sum();
    }

    /** Gives the files back. */
    @Override
    public void close() {
        opened.forEach(WatchedFile::close);
        opened.clear();
    }
}

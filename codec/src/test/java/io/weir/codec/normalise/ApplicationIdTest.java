package io.weir.codec.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ApplicationIdTest {

    @Test
    void takesIdsApart() {
        long id = ApplicationId.of(13, 453);

        assertThat(ApplicationId.engine(id)).isEqualTo(13);
        assertThat(ApplicationId.selector(id)).isEqualTo(453);
        assertThat(ApplicationId.enterprise(id)).isZero();
        assertThat(ApplicationId.text(id)).isEqualTo("13..453");
    }

    @Test
    void takesIdsOfEnterprisesApart() {
        long id = ApplicationId.ofEnterprise(0xffff_ffffL, 0xff_ffff);

        assertThat(ApplicationId.engine(id)).isEqualTo(ApplicationId.ENTERPRISE_LAYER_7);
        assertThat(ApplicationId.enterprise(id)).isEqualTo(0xffff_ffffL);
        assertThat(ApplicationId.selector(id)).isEqualTo(0xff_ffff);
        assertThat(ApplicationId.text(id)).isEqualTo("20..4294967295..16777215");
    }

    @Test
    void writesFortinetApplicationsAsElastiflowListsThem() {
        assertThat(ApplicationId.text(ApplicationId.ofEnterprise(12_356, 36_660)))
                .isEqualTo("0..36660");
    }
}

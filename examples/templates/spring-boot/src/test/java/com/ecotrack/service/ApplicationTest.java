package com.ecotrack.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.boot.test.web.server.LocalManagementPort;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "management.server.port=0")
class ApplicationTest {

    @Autowired
    private TestRestTemplate requests;

    @LocalManagementPort
    private int managementPort;

    @Test
    void saysWhatItIs() {
        assertThat(requests.getForObject("/about", String.class)).contains("${{ values.name }}");
    }

    @Test
    void isReadyAndAlive() {
        for (String probe : new String[] {"readiness", "liveness"}) {
            String url = "http://localhost:" + managementPort + "/actuator/health/" + probe;
            assertThat(requests.getForObject(url, String.class)).contains("UP");
        }
    }
}

package com.ecotrack.service;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class AboutController {

    private final String name;

    AboutController(@Value("${spring.application.name}") String name) {
        this.name = name;
    }

    @GetMapping("/about")
    About about() {
        return new About(name);
    }

    record About(String name) {
    }
}

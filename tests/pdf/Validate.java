import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Holds PDFs against veraPDF's profiles: {@code java -cp JAR Validate.java ua1,3a FILE...}.
 *
 * <p>A line for each rule that a file breaks (file, profile, clause, test, message, parted by
 * tabs), and a last one: how often a file was held against a profile. The jar brings no JAXB, so
 * profiles are read by DOM.
 */
public final class Validate {
    private static final Map<String, String> PROFILES =
            Map.of(
                    "ua1", "PDFUA-1",
                    "3a", "PDFA-3A",
                    "ua2", "PDFUA-2-ISO32005",
                    "wt1a", "WTPDF-1-0-Accessibility");

    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        int held = 0;
        for (String name : arguments[0].split(",")) {
            ValidationProfile profile = profile(PROFILES.get(name));
            for (String file : List.of(arguments).subList(1, arguments.length)) {
                validate(file, name, profile);
                held++;
            }
        }
        System.out.println(held);
    }

    private static void validate(String file, String name, ValidationProfile profile)
            throws Exception {
        PDFAFlavour flavour = profile.getPDFAFlavour();
        var foundry = Foundries.defaultInstance();
        try (InputStream stream = Files.newInputStream(Path.of(file));
                var parser = foundry.createParser(stream, flavour, flavour);
                var validator = foundry.createValidator(profile, false)) {
            Set<String> said = new HashSet<>();
            for (TestAssertion broken : validator.validate(parser).getTestAssertions()) {
                var rule = broken.getRuleId();
                String message = broken.getMessage().replace('\n', ' ');
                String line = rule.getClause() + "\t" + rule.getTestNumber() + "\t" + message;
                if (said.add(line)) {
                    System.out.println(file + "\t" + name + "\t" + line);
                }
            }
        }
    }

    private static ValidationProfile profile(String name) throws Exception {
        String place = "/org/verapdf/pdfa/validation/" + name + ".xml";
        try (InputStream stream = Profiles.class.getResourceAsStream(place)) {
            var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
            Element root = builder.parse(stream).getDocumentElement();
            Set<Rule> rules = new HashSet<>();
            for (Element rule : all(root, "rule")) {
                rules.add(rule(rule));
            }
            Set<Variable> variables = new HashSet<>();
            for (Element variable : all(root, "variable")) {
                variables.add(
                        Profiles.variableFromValues(
                                variable.getAttribute("name"),
                                variable.getAttribute("object"),
                                text(variable, "defaultValue"),
                                text(variable, "value")));
            }
            return Profiles.profileFromValues(
                    PDFAFlavour.valueOf(root.getAttribute("flavour")),
                    Profiles.profileDetailsFromValues(name, name, name, new Date(0)),
                    "",
                    rules,
                    variables);
        }
    }

    private static Rule rule(Element rule) {
        Element id = all(rule, "id").get(0);
        return Profiles.ruleFromValues(
                Profiles.ruleIdFromValues(
                        PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                        id.getAttribute("clause"),
                        Integer.parseInt(id.getAttribute("testNumber"))),
                rule.getAttribute("object"),
                rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null,
                rule.getAttribute("tags"),
                text(rule, "description"),
                text(rule, "test"),
                Profiles.errorFromValues(text(rule, "message"), List.of()),
                List.of());
    }

    private static List<Element> all(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int index = 0; index < found.getLength(); index++) {
            elements.add((Element) found.item(index));
        }
        return elements;
    }

    private static String text(Element parent, String name) {
        List<Element> found = all(parent, name);
        return found.isEmpty() ? "" : found.get(0).getTextContent();
    }
}
